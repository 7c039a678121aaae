using LuoVerified.Check.Runs;

namespace LuoVerified.Check.Protocols;

/// <summary>Gives each answer a character of its own, in the order in which they come; any thread may ask.</summary>
/// <param name="program">The name of the program.</param>
internal sealed class AnswerCodes(string program)
{
    /// <summary>Below this are the characters that stand between answers.</summary>
    private const int First = 128;

    private readonly Dictionary<string, char> _codes = [];

    /// <summary>The character for an answer.</summary>
    /// <exception cref="UnusableProgramException">There are too many answers.</exception>
    public char Of(string answer)
    {
        lock (_codes)
        {
            if (!_codes.TryGetValue(answer, out char code))
            {
                if (_codes.Count == char.MaxValue - First)
                {
                    throw new UnusableProgramException($"{program}: more than {_codes.Count} different answers");
                }

                _codes.Add(answer, code = (char)(First + _codes.Count));
            }

            return code;
        }
    }
}
