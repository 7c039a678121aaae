namespace LuoVerified.Core.Watching;

/// <summary>Marks an assembly whose accesses are seen: the weaver sets it, and weaves no assembly twice.</summary>
/// <param name="weaver">The hash of the weaver's sources (<see cref="SourceText"/>): what is seen of the assembly rests on
/// them.</param>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class WovenAttribute(string weaver) : Attribute
{
    /// <summary>The hash of the weaver's sources, in 64 hexadecimal digits.</summary>
    public string Weaver { get; } = weaver;
}
