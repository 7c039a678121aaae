namespace LuoVerified.Core.Samples;

/// <summary>Fields of objects, static fields, properties and structs.</summary>
public class Fields
{
    private static int _total;
    private readonly int _fixed = 3;
    private int _count;
    private volatile bool _flag;
    private Point _point;
    private Point? _maybe;

    public Fields(int count)
    {
        _count = count;
        _count++;
        Auto = count;
    }

    public int Auto { get; set; }

    public int Once { get; init; }

    public virtual int Virtual { get; set; }

    public Fields? Other { get; set; }

    public void Increment() =>
        _count++;

    public int Mixed()
    {
        int sum = _count + _fixed;
        _count = sum;
        return Once;
    }

    public void Statics() =>
        _total += 2;

    public void Properties()
    {
        Auto += 1;
        Virtual = Auto;
    }

    public void OfAnother(Fields other) =>
        other._count = _count;

    public int Chain() =>
        Other!.Other!.Auto;

    public void Ternary(bool first) =>
        _count = first ? 1 : 2;

    public void Structs()
    {
        _point.X = 1;
        _point.Y++;
        Point copy = _point;
        copy.X = 2;
        _point.Move(copy.X);
        _ = _point.Sum();
        _ = _point.Auto;
        _maybe ??= copy;
        _ = _maybe.Value;
        _ = _maybe.HasValue;
    }

    public void References()
    {
        Set(ref _count);
        Get(in _count);
        Out(out _count);
        ref int alias = ref _count;
        alias = 4;
    }

    public bool Flag()
    {
        _flag = true;
        return _flag;
    }

    public int Atomics()
    {
        System.Threading.Interlocked.Increment(ref _count);
        return System.Threading.Volatile.Read(ref _count);
    }

    public static void Made() =>
        _ = new Fields(1) { Auto = 2, Once = 3 };

    private static void Set(ref int value) => value = 1;

    private static void Get(in int value) => _ = value;

    private static void Out(out int value) => value = 1;
}

/// <summary>A struct that can change.</summary>
internal struct Point
{
    public int X;
    public int Y;

    public int Auto { get; set; }

    public void Move(int by) => X += by;

    public readonly int Sum() => X + Y;
}
