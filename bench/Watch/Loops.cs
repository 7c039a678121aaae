using LuoVerified.Core.Watching;

namespace LuoVerified.WatchBenchmark;

/// <summary>Fields that woven code reads and writes.</summary>
internal sealed class Loops
{
    public const int Objects = 64;

    private readonly Loops[] _others;
    private int _count;

    public Loops(bool isFirst = true) =>
        _others = isFirst ? [.. Enumerable.Range(0, Objects).Select(_ => new Loops(false))] : [];

    /// <summary>One object, over and over: two accesses a round.</summary>
    public void Same(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _count++;
        }
    }

    /// <summary>Many objects in turn: an element and two accesses a round.</summary>
    public void Many(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _others[i % Objects]._count++;
        }
    }
}

/// <summary>The same without hooks.</summary>
[Unwatched]
internal sealed class PlainLoops
{
    private readonly PlainLoops[] _others;
    private int _count;

    public PlainLoops(bool isFirst = true) =>
        _others = isFirst ? [.. Enumerable.Range(0, Loops.Objects).Select(_ => new PlainLoops(false))] : [];

    public void Same(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _count++;
        }
    }

    public void Many(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            _others[i % Loops.Objects]._count++;
        }
    }
}
