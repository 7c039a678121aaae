using LuoVerified.Core;

namespace LuoVerified.Check.Explore;

/// <summary>What the steps of a run have done to the places that they touch, as far as later steps depend on it: locks, fields,
/// objects, and rules.</summary>
/// <param name="threads">How many threads there are.</param>
internal sealed class Places(int threads)
{
    private const int MaxRules = 32;

    /// <summary>By their numbers.</summary>
    private readonly List<PlaceHistory?> _targets = [];
    private readonly PlaceHistory?[] _rules = new PlaceHistory?[MaxRules];

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _targets.ForEach(place => place?.Clear());
        Array.ForEach(_rules, place => place?.Clear());
    }

    /// <summary>What comes before a step.</summary>
    /// <param name="clock">The clock of its thread; takes over what it has to.</param>
    /// <param name="footprint">What the step touches.</param>
    public void Before(int[] clock, in Footprint footprint)
    {
        if (footprint.Own is { } own && !footprint.Releases)
        {
            Get(own).Before(clock, footprint.Writes);
        }

        if (footprint.Container is { } container)
        {
            Get(container).Before(clock, writes: false);
        }

        for (uint rules = footprint.Rules; rules != 0; rules &= rules - 1)
        {
            int rule = int.TrailingZeroCount((int)rules);
            _rules[rule]?.Before(clock, footprint.WritesRule(rule));
        }
    }

    /// <summary>A step has happened.</summary>
    /// <param name="index">Its position.</param>
    /// <param name="thread">Its thread.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="footprint">What it touches.</param>
    public void After(int index, int thread, int[] clock, in Footprint footprint)
    {
        if (footprint.Own is { } own)
        {
            PlaceHistory lockOrField = Get(own);
            if (!footprint.Releases)
            {
                lockOrField.Touched(index, thread, footprint.Writes);
            }

            if (!footprint.Acquires)
            {
                lockOrField.Publish(clock, footprint.Writes);
            }
        }

        if (footprint.Container is { } container)
        {
            PlaceHistory life = Get(container);
            life.Touched(index, thread, writes: false);
            life.Publish(clock, writes: false);
        }

        for (uint rules = footprint.Rules; rules != 0; rules &= rules - 1)
        {
            int rule = int.TrailingZeroCount((int)rules);
            PlaceHistory place = _rules[rule] ??= new PlaceHistory(threads);
            place.Touched(index, thread, footprint.WritesRule(rule));
            place.Publish(clock, footprint.WritesRule(rule));
        }
    }

    /// <summary>The last steps that conflict with one that is to come.</summary>
    /// <param name="footprint">What it touches.</param>
    /// <param name="steps">Takes their positions, and -1 if there is none.</param>
    public void AddConflicting(in Footprint footprint, List<int> steps)
    {
        if (!footprint.Everything && !footprint.Releases && footprint.Own is { } own)
        {
            Find(own)?.AddConflicting(footprint.Writes, steps);
        }

        if (footprint.Container is { } container)
        {
            Find(container)?.AddConflicting(writes: false, steps);
        }

        for (uint rules = footprint.Rules; rules != 0; rules &= rules - 1)
        {
            int rule = int.TrailingZeroCount((int)rules);
            _rules[rule]?.AddConflicting(footprint.WritesRule(rule), steps);
        }
    }

    private PlaceHistory? Find(StepTarget target) =>
        target.Number > 0 && target.Number < _targets.Count ? _targets[target.Number] : null;

    private PlaceHistory Get(StepTarget target)
    {
        while (_targets.Count <= target.Number)
        {
            _targets.Add(null);
        }

        return _targets[target.Number] ??= new PlaceHistory(threads);
    }
}
