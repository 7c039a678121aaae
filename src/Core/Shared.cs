
namespace LuoVerified.Core;

/// <summary>A field that threads reach without a common lock. Each read and each write is a step.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public sealed class Shared<T> : SharedField
{
    private readonly Func<T, string> _text;
    private T _value;

    /// <summary>Makes the field.</summary>
    /// <param name="domain">The kernel that it lives in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="initial">The value that it starts with.</param>
    /// <param name="text">How a value is shown in an interleaving.</param>
    /// <param name="within">The object that it is part of, if any; each access touches that object.</param>
    public Shared(Domain domain, string name, T initial, Func<T, string> text, TrackedObject? within = null)
        : base(domain)
    {
        Name = name;
        _value = initial;
        _text = text;
        Within = within;
    }

    /// <inheritdoc/>
    public override string Label => Within is null ? Name : $"{Within.Label}.{Name}";

    /// <inheritdoc/>
    public override TrackedObject? Within { get; }

    /// <summary>The name of the field: all sessions have one of the same name.</summary>
    public override string Name { get; }

    /// <summary>The value, seen by the checker: not a step.</summary>
    public T Observed => _value;

    /// <summary>Reads the field: one step.</summary>
    /// <returns>The value.</returns>
    public T Read()
    {
        Domain.Before(new Step(StepKind.Read, this));
        Within?.Touch();
        Domain.After(new Step(StepKind.Read, this, _text(_value)));
        return _value;
    }

    /// <summary>Writes the field: one step.</summary>
    /// <param name="value">The new value.</param>
    public void Write(T value)
    {
        Domain.Before(new Step(StepKind.Write, this));
        Within?.Touch();
        _value = value;
        Domain.After(new Step(StepKind.Write, this, _text(value)));
    }
}
