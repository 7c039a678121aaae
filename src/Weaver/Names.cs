using Mono.Cecil;

namespace LuoVerified.Weaver;

/// <summary>Names as they stand in the source.</summary>
internal static class Names
{
    /// <summary>Whether the compiler made the name.</summary>
    /// <param name="name">A name.</param>
    public static bool IsGenerated(string name) => name.Contains('<', StringComparison.Ordinal);

    /// <summary>A type without its namespace, with its arguments, such as <c>List&lt;int&gt;</c>.</summary>
    /// <param name="type">The type.</param>
    public static string Of(TypeReference type) => type switch
    {
        GenericInstanceType generic =>
            $"{Plain(generic.Name)}<{string.Join(", ", generic.GenericArguments.Select(Of))}>",
        ArrayType array => $"{Of(array.ElementType)}[]",
        _ => type.MetadataType switch
        {
            MetadataType.Boolean => "bool",
            MetadataType.Byte => "byte",
            MetadataType.Int32 => "int",
            MetadataType.UInt32 => "uint",
            MetadataType.Int64 => "long",
            MetadataType.UInt64 => "ulong",
            MetadataType.String => "string",
            MetadataType.Object => "object",
            _ => Plain(type.Name),
        },
    };

    /// <summary>The innermost type around that stands in the source, without its arguments.</summary>
    /// <param name="type">The type.</param>
    public static string Source(TypeReference type)
    {
        while (IsGenerated(type.Name) && type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return Plain(type.Name);
    }

    /// <summary>A field: a property for its backing field, a parameter for what keeps one.</summary>
    /// <param name="field">The field.</param>
    public static string Of(FieldReference field) => $"{Source(field.DeclaringType)}.{Inner(field.Name)}";

    /// <summary>A method, with its type.</summary>
    /// <param name="method">The method.</param>
    public static string Of(MethodReference method)
    {
        string name = method.Name;
        if (name.IndexOf("g__", StringComparison.Ordinal) is > 0 and int local && IsGenerated(name))
        {
            name = name[(local + 3)..].Split('|')[0];
        }

        bool isAccessor = name.StartsWith("get_", StringComparison.Ordinal)
            || name.StartsWith("set_", StringComparison.Ordinal);
        return $"{Source(method.DeclaringType)}.{(isAccessor ? name[4..] : name)}";
    }

    private static string Inner(string name) =>
        name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is > 1 and int end ? name[1..end] : name;

    private static string Plain(string name) => name.Split('`')[0];
}
