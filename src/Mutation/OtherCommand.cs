namespace LuoVerified.Mutation;

/// <summary>A command of this program that judges each mutant, too. What it says is reported beside the score, and is no part of it.</summary>
/// <param name="Line">The command line, without the program's name.</param>
/// <param name="Run">A static method that performs one, in silence, and returns its exit code. Its copy is called that runs the mutant.</param>
public sealed record OtherCommand(string Line, Func<string, int> Run);

/// <summary>What another command says of a mutant.</summary>
/// <param name="Command">Its command line.</param>
/// <param name="ExitCode">What it ends with (README); null if it came to no end in time.</param>
public sealed record OtherAnswer(string Command, int? ExitCode)
{
    /// <summary>Whether it shows that something is wrong: 1, 2 or 3. 4 is no answer.</summary>
    public bool Finds => ExitCode is 1 or 2 or 3;
}
