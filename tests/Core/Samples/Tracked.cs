namespace LuoVerified.Core.Samples;

/// <summary>An object with a lifetime: each access to a field of it uses it.</summary>
public class Tracked(Domain domain, int given) : TrackedObject(domain)
{
    private readonly int _fixed = given;
    private int _count;

    public override string Label => "tracked";

    public int Auto { get; set; }

    public int Fixed() =>
        _fixed;

    public void Increment() =>
        _count++;

    public void Set(int value) =>
        Auto = value;
}
