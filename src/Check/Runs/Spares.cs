namespace LuoVerified.Check.Runs;

/// <summary>What runs have given back and the next ones use again, one thing of each type; for runs that never overlap.</summary>
internal sealed class Spares
{
    private readonly Dictionary<Type, object> _kept = [];

    /// <summary>The thing of a type, made when it is asked for first.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public T Of<T>()
        where T : class, new()
    {
        if (!_kept.TryGetValue(typeof(T), out object? kept))
        {
            _kept.Add(typeof(T), kept = new T());
        }

        return (T)kept;
    }
}
