namespace LuoVerified.Core.Samples;

/// <summary>Members of generic types.</summary>
/// <typeparam name="T">Any type.</typeparam>
public class Generic<T>
{
    private static T? _last;
    private readonly List<T> _items = [];
    private readonly T[] _slots = new T[2];
    private T? _value;

    public void Use(T value)
    {
        _value = value;
        _last = _value;
        _items.Add(value);
        _slots[1] = value;
    }

    public TOther? As<TOther>()
        where TOther : class =>
        _value as TOther;
}
