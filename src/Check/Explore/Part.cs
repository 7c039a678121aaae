namespace LuoVerified.Check.Explore;

/// <summary>A subtree that is searched in one go or in parts, and what is known of it so far.</summary>
/// <param name="subtree">The subtree.</param>
/// <param name="whole">What it is a part of; null for all schedules from a start on.</param>
internal sealed class Part(Subtree subtree, Part? whole = null)
{
    private readonly List<WakeupRequest> _asked = [];
    private Fork? _left;
    private int _open;

    /// <summary>The subtree.</summary>
    public Subtree Subtree => subtree;

    /// <summary>What the search that came first showed; null if it has not come to its end.</summary>
    public SubtreeReport? Report { get; private set; }

    /// <summary>The parts of what that search has left.</summary>
    public IReadOnlyList<Part> Parts { get; private set; } = [];

    /// <summary>What is left when these were searched: what they have asked for. Null if nothing is, or they were not.</summary>
    public Part? Rest { get; private set; }

    /// <summary>It was searched.</summary>
    /// <param name="report">What that showed.</param>
    /// <returns>What can be searched now.</returns>
    public IReadOnlyList<Part> Searched(SubtreeReport report)
    {
        Report = report;
        _asked.AddRange(report.Asked);
        _left = report.Left;
        if (_left is null)
        {
            return report.Exhausted ? Ends() : [];
        }

        Parts = [.. _left.Parts.Select(part => new Part(part, this))];
        _open = Parts.Count;
        return Parts;
    }

    /// <summary>Nobody needs what was found any more.</summary>
    public void Forget() => (Report, Parts, Rest) = (null, [], null);

    /// <summary>All of it was searched.</summary>
    private IReadOnlyList<Part> Ends() => whole?.Ends(this) ?? [];

    /// <summary>A part of it, or its rest, was searched.</summary>
    private IReadOnlyList<Part> Ends(Part part)
    {
        if (part == Rest)
        {
            _asked.AddRange(part._asked);
            return Ends();
        }

        if (--_open > 0)
        {
            return [];
        }

        List<WakeupRequest> asked = [.. Parts.SelectMany(each => each._asked)];
        if (_left!.Join(asked, _asked) is not { } rest)
        {
            return Ends();
        }

        Rest = new Part(rest, this);
        return [Rest];
    }
}
