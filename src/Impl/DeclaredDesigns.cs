using System.Reflection;

namespace LuoVerified.Impl;

/// <summary>Finds the designs that classes declare: every <see cref="Design"/> that a public static property or field holds.</summary>
public static class DeclaredDesigns
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>What declares a design in some types.</summary>
    /// <param name="types">The types; generic ones declare none.</param>
    /// <returns>The properties and fields, in the order of the full names of their types, and then of their own.</returns>
    public static IEnumerable<MemberInfo> MembersOf(IEnumerable<Type> types) => types
        .Where(type => !type.ContainsGenericParameters)
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => type.GetMembers(Declared).Where(HoldsDesign).OrderBy(member => member.Name, StringComparer.Ordinal));

    /// <summary>Reads what <see cref="MembersOf"/> found.</summary>
    /// <param name="member">The property or field.</param>
    /// <returns>Its design, null if it holds none.</returns>
    /// <exception cref="TargetInvocationException">The property throws.</exception>
    /// <exception cref="TypeInitializationException">What initializes its class throws.</exception>
    public static Design? Read(MemberInfo member) =>
        (Design?)(member is PropertyInfo property ? property.GetValue(null) : ((FieldInfo)member).GetValue(null));

    private static bool HoldsDesign(MemberInfo member) => member switch
    {
        PropertyInfo property => property.PropertyType == typeof(Design),
        FieldInfo field => field.FieldType == typeof(Design),
        _ => false,
    };
}
