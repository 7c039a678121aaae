using LuoVerified.Core;

namespace LuoVerified.Check.Races;

/// <summary>A stretch of one thread between two of its steps.</summary>
/// <param name="Thread">Its index.</param>
/// <param name="Operation">The operation under way.</param>
/// <param name="Held">The locks held.</param>
/// <param name="Step">How many steps of the execution came before.</param>
internal sealed record Moment(int Thread, string Operation, StepTarget[] Held, int Step);
