namespace LuoVerified.Core.Watching;

/// <summary>Marks an assembly whose accesses are seen: the weaver sets it, and weaves no assembly twice.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class WovenAttribute : Attribute;
