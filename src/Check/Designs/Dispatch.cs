using Mono.Cecil;

namespace LuoVerified.Check.Designs;

/// <summary>Where virtual calls lead: to the overrides of the types that are made. An override is told by its name and
/// the number of its parameters, which may find one too many.</summary>
/// <param name="reader">Finds the code.</param>
internal sealed class Dispatch(CodeReader reader)
{
    private readonly Dictionary<TypeDefinition, HashSet<TypeDefinition>> _made = [];
    private readonly HashSet<TypeDefinition> _captured = [];
    private readonly HashSet<MethodDefinition> _called = [];

    /// <summary>A virtual method is called.</summary>
    /// <param name="method">The method.</param>
    /// <returns>The methods that may run.</returns>
    public IEnumerable<MethodDefinition> Called(MethodDefinition method) =>
        _called.Add(method) ? _made.Keys.SelectMany(type => Overrides(type, method)).ToList() : [];

    /// <summary>An object of a type is made.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The methods that may run then: overrides of what is called already, or from outside.</returns>
    public IEnumerable<MethodDefinition> Made(TypeDefinition type)
    {
        bool isKnown = !_made.TryAdd(type, Supertypes(type));
        bool wasCaptured = _captured.Remove(type);
        return isKnown && !wasCaptured
            ? []
            : Known(type).Concat(FromOutside(type, method => !reader.IsOfDesign(method.Module))).ToList();
    }

    /// <summary>An object of a type exists. As it has a life of its own, what the runtime may call on it does not
    /// count.</summary>
    /// <param name="type">The type.</param>
    /// <returns>The methods that may run because of that.</returns>
    public IEnumerable<MethodDefinition> Captured(TypeDefinition type)
    {
        if (!_made.TryAdd(type, Supertypes(type)))
        {
            return [];
        }

        _captured.Add(type);
        return Known(type).ToList();
    }

    private IEnumerable<MethodDefinition> Known(TypeDefinition type) =>
        _called.SelectMany(method => Overrides(type, method)).Concat(FromOutside(type, method => reader.IsCalledByUs(method.Module)));

    private IEnumerable<MethodDefinition> FromOutside(TypeDefinition type, Func<MethodDefinition, bool> isOutside) =>
        _made[type].SelectMany(super => super.Methods).Where(method => method.IsVirtual && isOutside(method))
            .SelectMany(method => Overrides(type, method));

    /// <summary>What a type runs when one of its methods, or of those above it, is called.</summary>
    private MethodDefinition[] Overrides(TypeDefinition type, MethodDefinition method)
    {
        if (!_made[type].Contains(method.DeclaringType))
        {
            return [];
        }

        for (TypeDefinition? at = type; at is not null && reader.IsOfDesign(at.Module); at = Base(at))
        {
            MethodDefinition[] found = [.. at.Methods.Where(each => each.IsVirtual && Fits(each, method))];
            if (found.Length > 0)
            {
                return found;
            }
        }

        return [];
    }

    private static bool Fits(MethodDefinition candidate, MethodDefinition method) =>
        candidate.Parameters.Count == method.Parameters.Count
        && (candidate.Name == method.Name
            || candidate.Overrides.Any(each => each.Name == method.Name
                && CodeReader.Definition(each.DeclaringType) == method.DeclaringType));

    private static TypeDefinition? Base(TypeDefinition type) =>
        type.BaseType is { } above ? CodeReader.Definition(above) : null;

    /// <summary>The type itself, those that it derives from, and the interfaces that it implements.</summary>
    private static HashSet<TypeDefinition> Supertypes(TypeDefinition type)
    {
        HashSet<TypeDefinition> all = [];
        Queue<TypeDefinition?> todo = new([type]);
        while (todo.TryDequeue(out TypeDefinition? next))
        {
            if (next is not null && all.Add(next))
            {
                todo.Enqueue(Base(next));
                foreach (InterfaceImplementation each in next.Interfaces)
                {
                    todo.Enqueue(CodeReader.Definition(each.InterfaceType));
                }
            }
        }

        return all;
    }
}
