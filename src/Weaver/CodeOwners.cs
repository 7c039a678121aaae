using LuoVerified.Core.Watching;
using Mono.Cecil;

namespace LuoVerified.Weaver;

/// <summary>Which method of the source the methods belong to that the compiler makes of lambdas, local functions,
/// iterators and async methods; and what is left alone.</summary>
internal sealed class CodeOwners
{
    private static readonly string Attribute = typeof(UnwatchedAttribute).FullName!;

    private readonly Dictionary<MethodDefinition, MethodDefinition> _owners = [];

    public CodeOwners(ModuleDefinition module)
    {
        foreach (MethodDefinition method in module.GetTypes().SelectMany(type => type.Methods)
            .Where(method => method.HasBody))
        {
            foreach (MethodDefinition made in MadeFor(method, module))
            {
                if (made != method)
                {
                    _owners.TryAdd(made, method);
                }
            }
        }
    }

    /// <summary>The method in the source.</summary>
    /// <param name="method">The method.</param>
    public MethodDefinition Of(MethodDefinition method)
    {
        for (int i = 0; i < 20 && _owners.TryGetValue(method, out MethodDefinition? owner); i++)
        {
            method = owner;
        }

        return method;
    }

    /// <summary>Whether a method is left alone.</summary>
    /// <param name="method">The method.</param>
    public bool IsUnwatched(MethodDefinition method)
    {
        MethodDefinition owner = Of(method);
        return IsMarked(owner) || IsUnwatched(owner.DeclaringType);
    }

    /// <summary>Whether a method, or the property that it belongs to, has the attribute itself.</summary>
    /// <param name="method">The method.</param>
    public static bool IsMarked(MethodDefinition method) => Has(method)
        || method.DeclaringType.Properties.Any(each =>
            (each.GetMethod == method || each.SetMethod == method) && Has(each));

    /// <summary>Whether a type is left alone.</summary>
    /// <param name="type">The type.</param>
    public static bool IsUnwatched(TypeDefinition? type) =>
        type is not null && (Has(type) || IsUnwatched(type.DeclaringType));

    /// <summary>Whether a member has the attribute itself.</summary>
    /// <param name="member">The member.</param>
    public static bool Has(ICustomAttributeProvider member) =>
        member.HasCustomAttributes && member.CustomAttributes.Any(each => each.AttributeType.FullName == Attribute);

    private static IEnumerable<MethodDefinition> MadeFor(MethodDefinition method, ModuleDefinition module)
    {
        foreach (CustomAttribute attribute in method.CustomAttributes)
        {
            if (attribute.AttributeType.Name.EndsWith("StateMachineAttribute", StringComparison.Ordinal)
                && attribute.ConstructorArguments[0].Value is TypeReference machine)
            {
                foreach (MethodDefinition inner in machine.Resolve().Methods)
                {
                    yield return inner;
                }
            }
        }

        foreach (Mono.Cecil.Cil.Instruction instruction in method.Body.Instructions)
        {
            if (instruction.Operand is MethodReference used && Names.IsGenerated(used.Name)
                && used.DeclaringType.Scope == module && used.Resolve() is { } made)
            {
                yield return made;
            }
        }
    }
}
