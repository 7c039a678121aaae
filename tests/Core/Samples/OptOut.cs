using LuoVerified.Core.Watching;

namespace LuoVerified.Core.Samples;

/// <summary>What is left alone.</summary>
public class OptOut
{
    private readonly List<int> _list = [1];
    private int _count;

    [Unwatched]
    public string Label => $"{_count} {Sum()}";

    public int Watched() =>
        _count;

    [Unwatched]
    public int Inspect() => _list.Sum(each => each + _count) + Sum();

    [Unwatched]
    public void Fails(bool early)
    {
        _count = 2;
        if (early)
        {
            return;
        }

        throw new InvalidOperationException("as asked");
    }

    private int Sum() =>
        _list.Count;
}

/// <summary>A whole type that is left alone, but not what it calls.</summary>
[Unwatched]
public class Infrastructure
{
    private int _count;

    public void Run(Action inner)
    {
        _count++;
        inner();
    }
}
