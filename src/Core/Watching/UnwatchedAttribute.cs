namespace LuoVerified.Core.Watching;

/// <summary>Leaves code alone that looks at checked code from outside, or that models the machine below it: its
/// accesses to fields, arrays and collections are not seen.</summary>
/// <remarks>On a type: its own code, lambdas and nested types with it, but not the watched code that it calls; where
/// watched code calls it is the place of the steps that it makes. On a method, constructor or property: all that
/// happens until it returns (an iterator or async method returns before its body runs). On a field: accesses to it, for
/// what a design keeps for its observers only.</remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Constructor
    | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class UnwatchedAttribute : Attribute;
