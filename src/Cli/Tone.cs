using Spectre.Console;

namespace LuoVerified.Cli;

/// <summary>What colour a word has on a terminal.</summary>
internal enum Tone
{
    /// <summary>None.</summary>
    Plain,

    /// <summary>As it should be: green.</summary>
    Good,

    /// <summary>Not decided, or not asked: yellow.</summary>
    Open,

    /// <summary>A broken rule, or something that is not as expected: red.</summary>
    Bad,
}

/// <summary>Words with colours.</summary>
internal static class Tones
{
    private const string Reset = "\e[0m";

    extension(Tone tone)
    {
        /// <summary>As tables have it.</summary>
        public Style Style => new(tone switch { Tone.Good => Color.Green, Tone.Open => Color.Olive, Tone.Bad => Color.Maroon, _ => Color.Default });

        /// <summary>Words in a colour, if there are colours where they go.</summary>
        /// <param name="words">The words.</param>
        /// <param name="writer">Where they go.</param>
        /// <returns>The words, with control sequences of ECMA-48 if so.</returns>
        public string Of(string words, TextWriter writer) => (tone, writer) switch
        {
            (not Tone.Plain, TerminalWriter { HasColours: true }) => $"\e[{(tone == Tone.Good ? 32 : tone == Tone.Open ? 33 : 31)}m{words}{Reset}",
            _ => words,
        };
    }
}
