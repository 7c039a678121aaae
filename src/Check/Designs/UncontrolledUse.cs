using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LuoVerified.Check.Designs;

/// <summary>A place in the code of a design that the checker does not control.</summary>
/// <param name="What">What is used there, in words.</param>
/// <param name="Where">The method, and file and line if they are known.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record UncontrolledUse(string What, string Where, string Instead)
{
    /// <summary>Makes it for an instruction.</summary>
    /// <param name="what">What is used.</param>
    /// <param name="method">The method that does.</param>
    /// <param name="offset">The offset of the instruction.</param>
    /// <param name="instead">What to do instead.</param>
    /// <returns>The use.</returns>
    public static UncontrolledUse In(MethodDefinition method, int offset, string what, string instead) =>
        new(what, $"{Caller(method)}{Line(method, offset)}", instead);

    /// <summary>A method in words: <c>System.Threading.Monitor.Enter</c>, <c>new System.Threading.Barrier</c>,
    /// <c>System.DateTime.Now</c>.</summary>
    /// <param name="method">The method.</param>
    /// <returns>The words.</returns>
    public static string Callee(MethodReference method)
    {
        string type = WithoutArity(Primitives.NameOf(method.DeclaringType));
        return method.Name == ".ctor" ? $"new {type}" : $"{type}.{WithoutAccessor(method.Name)}";
    }

    /// <summary>The type without its namespace; of what the compiler made up, the type around it.</summary>
    /// <param name="type">The type.</param>
    /// <returns>Its name.</returns>
    public static string Plain(TypeReference type)
    {
        while (type.DeclaringType is { } outer && type.Name.StartsWith('<'))
        {
            type = outer;
        }

        return WithoutArity(type.Name);
    }

    /// <summary>Type and method as the source has them: of a lambda, a local function or an iterator, those
    /// around it.</summary>
    private static string Caller(MethodDefinition method)
    {
        string name = Within(method.Name) ?? Within(method.DeclaringType.Name) ?? method.Name;
        string plain = Plain(method.DeclaringType);
        return name is ".ctor" or ".cctor" ? $"the constructor of {plain}"
            // What implements an interface explicitly has its name, too.
            : $"{plain}.{WithoutAccessor(name[(name.LastIndexOf('.') + 1)..])}";
    }

    /// <summary>What stands in the angle brackets that a made-up name begins with.</summary>
    private static string? Within(string name)
    {
        int end = name.IndexOf('>', StringComparison.Ordinal);
        return name.StartsWith('<') && end > 1 ? name[1..end].TrimStart('<') : null;
    }

    private static string WithoutAccessor(string name) =>
        name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal)
            ? name[4..]
            : name;

    private static string WithoutArity(string name)
    {
        int mark = name.IndexOf('`', StringComparison.Ordinal);
        return mark < 0 ? name : name[..mark];
    }

    private static string Line(MethodDefinition method, int offset)
    {
        SequencePoint[] visible = Visible(method);
        SequencePoint? point = Array.FindLast(visible, point => point.Offset <= offset) ?? visible.FirstOrDefault()
            // An async method does nothing but start what was made of its code.
            ?? method.DeclaringType.NestedTypes.Where(type => Within(type.Name) == method.Name)
                .SelectMany(type => type.Methods).SelectMany(Visible).FirstOrDefault();
        return point is null ? "" : $" ({point.Document.Url.Split('/', '\\')[^1]}:{point.StartLine})";
    }

    private static SequencePoint[] Visible(MethodDefinition method) =>
        [.. method.DebugInformation.SequencePoints.Where(point => !point.IsHidden)];
}
