namespace LuoVerified.Check.Model;

/// <summary>One transition out of a state.</summary>
/// <param name="Kind">Which, by the numbers of the model: 0 to 63.</param>
/// <param name="Argument">Of what: 0 to 255.</param>
internal readonly record struct Move(int Kind, int Argument = 0);
