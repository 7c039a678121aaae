using LuoVerified.Core;

namespace LuoVerified.Check.Races;

/// <summary>A stretch of one thread between two of its steps.</summary>
/// <param name="thread">Its index.</param>
/// <param name="operation">The operation under way.</param>
/// <param name="held">The locks held.</param>
/// <param name="step">How many steps of the execution came before, the access counted if it is one.</param>
/// <param name="isStep">Whether the access is a step.</param>
internal sealed class Moment(int thread, string operation, StepTarget[] held, int step, bool isStep)
{
    public int Thread { get; } = thread;

    public string Operation { get; } = operation;

    public StepTarget[] Held { get; } = held;

    public int Step { get; } = step;

    public bool IsStep { get; } = isStep;
}
