namespace LuoVerified.Sessions.Model;

/// <summary>One transition out of a state.</summary>
/// <param name="Kind">Which: an index into <see cref="Transition.All"/>.</param>
/// <param name="Argument">If it takes a name, its number; if it takes a handle, the place of its session; else 0.</param>
internal readonly record struct Move(int Kind, int Argument = 0)
{
    /// <summary>A transition.</summary>
    /// <param name="transition">Which.</param>
    /// <param name="argument">Of what.</param>
    public Move(Transition transition, int argument = 0)
        : this(transition.Number, argument)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Transition.All[Kind].Name} {Argument}";
}
