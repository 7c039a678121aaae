using System.Globalization;

namespace LuoVerified.Sessions.Programs;

/// <summary>The specification has more states than an enumeration may visit: a bound was reached, and there is no
/// enumeration.</summary>
/// <param name="states">How many were visited.</param>
public sealed class TooManyStatesException(int states)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"the specification has more than {states} states"))
{
}
