using LuoVerified.Check.Linearizability;
using LuoVerified.Check.Runs;
using LuoVerified.Sessions.Runs;
using LuoVerified.Spec;

namespace LuoVerified.Sessions.Linearizability;

/// <summary>The specification of the session service. Its states are sorted: see <see cref="ListOrder"/>.</summary>
/// <param name="meaning">Where it differs, if it does.</param>
internal sealed class SessionSpecification(SpecVariant meaning) : ISpecification<SpecState>
{
    /// <summary>The one without a difference.</summary>
    public static SessionSpecification Instance { get; } = new(SpecVariant.Hardened);

    /// <inheritdoc/>
    public string EpochWord => "kernel";

    /// <summary>As for every specification; a call happens in its own kernel only.</summary>
    /// <inheritdoc/>
    public SpecState? After(SpecState state, Call call)
    {
        var made = (SessionCall)call;
        if (made.Epoch != (int)state.Number || meaning.Apply(state, made.Action) is not { } step)
        {
            return null;
        }

        return made.Returned is null || step.Outcome == made.Outcome ? ListOrder.Sorted(step.Next) : null;
    }

    /// <summary>Whether an operation waits.</summary>
    /// <param name="state">The state.</param>
    /// <param name="action">The operation.</param>
    /// <returns>True if it does.</returns>
    public bool Waits(SpecState state, SpecAction action) => meaning.Apply(state, action) is null;

    /// <inheritdoc/>
    public string Misfit(SpecState state, Call call)
    {
        var made = (SessionCall)call;
        if (made.Epoch != (int)state.Number)
        {
            return $"belongs to kernel {made.Epoch}, which was left";
        }

        string must = meaning.Apply(state, made.Action) is { } step ? $"must answer {step.Outcome}" : "must wait";
        return made.Returned is null ? must : $"{must}, answered {made.Outcome}";
    }

    /// <summary>One, and one for each session and file that the state lists.</summary>
    /// <inheritdoc/>
    public int Weight(SpecState state) =>
        1 + state.Outgoing.Length + state.Incoming.Length + state.HandedOver.Length + state.Image.Length + state.Files.Length;
}
