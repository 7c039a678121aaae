using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <summary>What a run needs of a <see cref="StateJudge{TView}"/>.</summary>
internal interface IStateJudge
{
    /// <summary>An operation begins.</summary>
    void Begin(int thread);

    /// <summary>A thread has come to its next step.</summary>
    void Look(LogicalThread thread);

    /// <summary>A thread has come to its next step and has changed nothing.</summary>
    void Stays(LogicalThread thread);

    /// <summary>The parts of the state that become final with a step.</summary>
    int Finishes(int thread, in Step step);

    /// <summary>The rules that read some parts, as a mask.</summary>
    uint RulesReading(int parts);

    /// <summary>A step has happened: makes final what becomes so.</summary>
    int Finish(int thread, in Step step);

    /// <summary>Judges the rules that read something of what has changed.</summary>
    Violation? Judge(int thread, int changed);
}
