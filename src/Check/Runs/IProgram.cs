namespace LuoVerified.Check.Runs;

/// <summary>A small concurrent program: what each thread does, as data.</summary>
/// <remarks>Its threads run in one phase, or in several if the whole domain is left in between.</remarks>
public interface IProgram
{
    /// <summary>Its name, without blanks.</summary>
    string Name { get; }

    /// <summary>How many threads each phase has; 1 and more phases, 1 to 4 threads in each.</summary>
    IReadOnlyList<int> ThreadsByPhase { get; }

    /// <summary>The whole program as a trace file has it: lines, each ends with a line feed.</summary>
    string Text { get; }

    /// <summary>What it is about, in one sentence; may be empty.</summary>
    string Summary { get; }

    /// <summary>The operations in words, by phase and thread.</summary>
    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Operations { get; }

    /// <summary>The largest number of threads in a phase.</summary>
    int Threads { get; }
}
