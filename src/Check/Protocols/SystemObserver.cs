using LuoVerified.Check.Runs;
using LuoVerified.Core;
using LuoVerified.Core.Controlled;

namespace LuoVerified.Check.Protocols;

/// <summary>A system as its invariants see it.</summary>
/// <param name="rules">The invariants.</param>
/// <param name="system">The system; looked at between two steps.</param>
internal sealed class SystemObserver<TSystem>(IReadOnlyList<StateRule<TSystem>> rules, Func<TSystem> system)
    : IObserved<SystemView>
{
    private readonly string[] _names = [.. rules.Select(rule => rule.Name)];

    /// <inheritdoc/>
    public SystemView Look()
    {
        // Looking is not a part of the program: it takes no steps.
        Domain? domain = Control.Domain;
        Control.Domain = null;
        try
        {
            var parts = new object?[rules.Count];
            for (int i = 0; i < parts.Length; i++)
            {
                parts[i] = rules[i].Look(system());
                RequireEquality(rules[i].Name, parts[i]);
            }

            return new SystemView(parts, _names);
        }
        catch (Exception fault) when (fault is not UnusableProgramException && RunErrorException.IsOurs(fault))
        {
            throw new CheckedCodeException(fault);
        }
        finally
        {
            Control.Domain = domain;
        }
    }

    /// <inheritdoc/>
    public int Difference(SystemView one, SystemView other)
    {
        int parts = 0;
        for (int i = 0; i < rules.Count; i++)
        {
            parts |= Equals(one.Parts[i], other.Parts[i]) ? 0 : 1 << i;
        }

        return parts;
    }

    /// <inheritdoc/>
    public SystemView With(SystemView view, int parts, SystemView from) =>
        view with { Parts = [.. view.Parts.Select((part, i) => (parts & (1 << i)) != 0 ? from.Parts[i] : part)] };

    /// <inheritdoc/>
    public SystemView WithFacts(SystemView view) => view;

    private static void RequireEquality(string rule, object? part)
    {
        // A list that is the same object in two looks would never be seen to change.
        Type? type = part?.GetType();
        if (type?.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType == typeof(object))
        {
            throw new UnusableProgramException($"invariant {rule} looks at a {type.Name}, which has no equality: "
                + "use a number, a string, a tuple or a record");
        }
    }
}
