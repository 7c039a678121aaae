using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using LuoVerified.Core;
using LuoVerified.Core.Watching;

namespace LuoVerified.Check.Races;

/// <summary>The value of a field or an array element, for the reader of a schedule.</summary>
internal static class AccessedValue
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<(Type, string), FieldInfo?> Fields = [];

    /// <summary>The value as it is now.</summary>
    /// <param name="access">An access to the field or element.</param>
    /// <returns>The text: numbers in decimal, addresses (64 bits without sign) in hexadecimal; empty for what has no short
    /// text: a collection, another object, a static field.</returns>
    public static string Of(in Access access) => access switch
    {
        { Target: Array array, Site.Kind: SiteKind.Element } => Text(array.GetValue(access.Part)),
        { Target: { } owner, Site.Kind: SiteKind.Field } => Field(owner.GetType(), access.Site.Member) is { } field
            ? Text(field.GetValue(owner))
            : "",
        _ => "",
    };

    private static FieldInfo? Field(Type type, string member) => Fields.GetOrAdd((type, member), static of =>
    {
        string name = of.Item2[(of.Item2.LastIndexOf('.') + 1)..];
        for (Type? each = of.Item1; each is not null; each = each.BaseType)
        {
            if ((each.GetField(name, Declared) ?? each.GetField($"<{name}>k__BackingField", Declared)) is { } field)
            {
                return field;
            }
        }

        return null;
    });

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        ulong address => string.Create(CultureInfo.InvariantCulture, $"0x{address:x}"),
        StepTarget target => target.Label,
        string text => $"\"{text}\"",
        Enum name => name.ToString(),
        IFormattable number when value.GetType().IsPrimitive => number.ToString(null, CultureInfo.InvariantCulture),
        _ => "",
    };
}
