using LuoVerified.Core;

namespace LuoVerified.Check.Runs;

/// <summary>A step that a thread waits to do.</summary>
/// <param name="Step">The step.</param>
/// <param name="RuleReads">The rules about the state that look at a moment which the step decides about, as a mask.</param>
/// <param name="RuleWrites">The rules about the state that read something which the step makes final, as a mask.</param>
public readonly record struct PendingStep(Step Step, uint RuleReads = 0, uint RuleWrites = 0);
