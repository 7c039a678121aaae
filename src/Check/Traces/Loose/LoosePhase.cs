namespace LuoVerified.Check.Traces.Loose;

/// <summary>What a recording holds of one epoch.</summary>
internal sealed class LoosePhase
{
    private LoosePhase(int threads) => ByThread = [.. Enumerable.Range(0, threads).Select(_ => new List<LooseStep>())];

    /// <summary>Nothing: of an epoch that the recording has not come to.</summary>
    /// <param name="threads">How many threads there are.</param>
    /// <returns>The phase.</returns>
    public static LoosePhase Empty(int threads) => new(threads);

    /// <summary>The steps of each thread; calls left out, which come with their first step.</summary>
    public List<LooseStep>[] ByThread { get; }

    /// <summary>From switch to switch: whose turn it is, and how many of its steps are done when its turn ends.</summary>
    public List<(int Thread, int End)> Turns { get; } = [];

    /// <summary>The requests that came while the epoch was entered.</summary>
    public List<LooseStep> Boot { get; } = [];

    /// <summary>Takes a recording apart.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="threads">How many threads there are.</param>
    /// <returns>The phases; at least one.</returns>
    public static IReadOnlyList<LoosePhase> Of(IReadOnlyList<TraceStep> steps, int threads)
    {
        List<LoosePhase> phases = [new(threads)];
        int[] calls = new int[threads];
        int taken = TraceStep.CountTaken(steps);
        for (int i = 0; i < taken; i++)
        {
            TraceStep step = steps[i];
            LoosePhase phase = phases[^1];
            if (step.Thread < 0)
            {
                phase.Boot.Add(new LooseStep(i + 1, 0, step));
            }
            else if (!step.IsCall)
            {
                phase.Add(new LooseStep(i + 1, calls[step.Thread], step));
                calls[step.Thread] += step.IsReturn ? 1 : 0;
            }

            if (step.IsJump)
            {
                phases.Add(new LoosePhase(threads));
                Array.Clear(calls);
            }
        }

        return phases;
    }

    private void Add(LooseStep step)
    {
        int thread = step.Recorded.Thread;
        ByThread[thread].Add(step);
        if (Turns.Count > 0 && Turns[^1].Thread == thread)
        {
            Turns.RemoveAt(Turns.Count - 1);
        }

        Turns.Add((thread, ByThread[thread].Count));
    }
}
