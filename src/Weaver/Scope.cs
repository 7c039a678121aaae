using LuoVerified.Core;
using LuoVerified.Core.Watching;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>What is watched: which code, and which fields.</summary>
/// <param name="module">The module that is woven.</param>
/// <param name="owners">Who owns generated code.</param>
internal sealed class Scope(ModuleDefinition module, CodeOwners owners)
{
    private static readonly string CoreName = typeof(Watch).Assembly.GetName().Name!;
    private static readonly string Hooks = typeof(Watch).Namespace!;

    private readonly Dictionary<AssemblyDefinition, bool> _woven = [];
    private readonly HashSet<FieldDefinition> _writtenLater = WrittenLater(module);

    /// <summary>Whether the code of a method is watched.</summary>
    /// <param name="method">The method.</param>
    public bool Watches(MethodDefinition method) =>
        method.HasBody && !owners.IsUnwatched(method) && !(IsAutoAccessor(method) && !method.IsVirtual)
            && !IsSynthesized(method);

    /// <summary>The field, if accesses to it are watched; else null.</summary>
    /// <param name="reference">The field.</param>
    public FieldDefinition? Watched(FieldReference reference)
    {
        if (Resolve(reference.DeclaringType) is null
            || reference.Resolve() is not { IsLiteral: false } field
            || (field.IsInitOnly && (field.IsStatic || !HasLifetime(field.DeclaringType))))
        {
            return null;
        }

        TypeDefinition type = field.DeclaringType;
        bool isShareable = field.IsStatic
            ? !Names.IsGenerated(type.Name) && !Has(field, "System.ThreadStaticAttribute")
            : !type.IsValueType && !IsStateMachine(type);
        bool isMachinery = field.Name.Contains("<>", StringComparison.Ordinal)
            || (field.Name.EndsWith(">P", StringComparison.Ordinal) && !_writtenLater.Contains(field));
        return isShareable && !isMachinery && IsWoven(type.Module.Assembly) && !CodeOwners.IsUnwatched(type)
            ? field : null;
    }

    /// <summary>Whether objects of a type have a lifetime: whoever reads a field of one, be it read-only, uses it.</summary>
    /// <param name="type">The type.</param>
    public static bool HasLifetime(TypeDefinition type) =>
        type.FullName == typeof(TrackedObject).FullName
        || (type.BaseType is { } above && Resolve(above) is { } known && HasLifetime(known));

    /// <summary>The field behind a property, if a call of its accessor is all that there is to it.</summary>
    /// <param name="called">The method.</param>
    public FieldDefinition? BackingField(MethodReference called)
    {
        if (!(called.Name.StartsWith("get_", StringComparison.Ordinal)
            || called.Name.StartsWith("set_", StringComparison.Ordinal))
            || Resolve(called.DeclaringType) is not { } type || !IsWoven(type.Module.Assembly)
            || called.Resolve() is not { IsVirtual: false } method || !IsAutoAccessor(method)
                || owners.IsUnwatched(method))
        {
            return null;
        }

        return type.Fields.FirstOrDefault(field => field.Name == $"<{method.Name[4..]}>k__BackingField");
    }

    /// <summary>Whether a method is not in woven code.</summary>
    /// <param name="called">The method.</param>
    public bool IsOutside(MethodReference called) =>
        Resolve(called.DeclaringType) is not { } type || !IsWoven(type.Module.Assembly);

    /// <summary>Whether a call may make steps whose place is the call: the API of the core, or what models the
    /// machine.</summary>
    /// <param name="called">The method.</param>
    public bool MakesSteps(MethodReference called)
    {
        if (Resolve(called.DeclaringType) is not { } type)
        {
            return false;
        }

        return type.Module.Assembly.Name.Name == CoreName
            ? type.Namespace != Hooks
            : IsWoven(type.Module.Assembly) && !Names.IsGenerated(called.Name)
                && called.Resolve() is { } method && owners.IsUnwatched(method) && !IsAutoAccessor(method);
    }

    /// <summary>Whether a type is the frame of an iterator or of an async method.</summary>
    /// <param name="type">The type.</param>
    public static bool IsStateMachine(TypeDefinition type) =>
        Names.IsGenerated(type.Name) && type.Fields.Any(field => field.Name == "<>1__state");

    /// <summary>A type, if it can be found.</summary>
    /// <param name="type">The type.</param>
    public static TypeDefinition? Resolve(TypeReference type)
    {
        if (type is GenericParameter or ArrayType)
        {
            return null;
        }

        try
        {
            return type.Resolve();
        }
        catch (AssemblyResolutionException)
        {
            // An assembly that the compiler did not need is none of ours.
            return null;
        }
    }

    /// <summary>Whether a member has an attribute.</summary>
    /// <param name="member">The member.</param>
    /// <param name="attribute">The full name of the attribute.</param>
    public static bool Has(ICustomAttributeProvider member, string attribute) =>
        member.HasCustomAttributes && member.CustomAttributes.Any(each => each.AttributeType.FullName == attribute);

    /// <summary>An accessor that the compiler wrote.</summary>
    private static bool IsAutoAccessor(MethodDefinition method) =>
        (method.IsGetter || method.IsSetter)
            && Has(method, "System.Runtime.CompilerServices.CompilerGeneratedAttribute");

    /// <summary>The text of a record, and the types that the compiler makes for read-only lists: nobody wrote them, and
    /// they share nothing.</summary>
    private static bool IsSynthesized(MethodDefinition method) =>
        (method.Name is "ToString" or "PrintMembers"
            && Has(method, "System.Runtime.CompilerServices.CompilerGeneratedAttribute"))
        || (method.DeclaringType.DeclaringType is null && Names.IsGenerated(method.DeclaringType.Name));

    private bool IsWoven(AssemblyDefinition assembly)
    {
        if (!_woven.TryGetValue(assembly, out bool woven))
        {
            woven = assembly == module.Assembly || Has(assembly, typeof(WovenAttribute).FullName!);
            _woven.Add(assembly, woven);
        }

        return woven;
    }

    /// <summary>The fields that keep the parameters of a primary constructor and change later: the others are as good
    /// as read-only, though C# has no way to say so.</summary>
    private static HashSet<FieldDefinition> WrittenLater(ModuleDefinition module) =>
    [
        .. module.GetTypes().SelectMany(type => type.Methods)
            .Where(method => method is { HasBody: true, IsConstructor: false })
            .SelectMany(method => method.Body.Instructions)
            .Where(each => each.OpCode.Code is Code.Stfld or Code.Ldflda
                && each.Operand is FieldReference field && field.Name.EndsWith(">P", StringComparison.Ordinal))
            .Select(each => ((FieldReference)each.Operand).Resolve())
            .OfType<FieldDefinition>(),
    ];
}
