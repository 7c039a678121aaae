namespace LuoVerified.Core.Watching;

/// <summary>Leaves code alone that looks at checked code from outside, or that models the machine below it: its
/// accesses to fields, arrays and collections are not seen.</summary>
/// <remarks>On a type: its own code, lambdas and nested types with it, but not the watched code that it calls. The
/// place of a step that it makes is that of the call from watched code. On a method, constructor or property: all that
/// happens until it returns (an iterator or async method returns before its body runs). Not on a field: what an observer
/// reads of a design must be seen, or schedules would be left out in which it differs.</remarks>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Constructor
    | AttributeTargets.Property)]
public sealed class UnwatchedAttribute : Attribute;
