using System.CommandLine;
using System.CommandLine.Parsing;

namespace LuoVerified.Cli.Commands;

/// <summary>Values that are names out of a list. One that is not there is answered with the one that it is near, and the list.</summary>
internal static class NamedValue
{
    private const string Word = "NAME";

    /// <summary>An option that takes one name.</summary>
    /// <param name="option">The option.</param>
    /// <param name="description">What it does.</param>
    /// <param name="names">The names.</param>
    /// <param name="standard">The one that is meant if it is not given.</param>
    /// <returns>The option.</returns>
    public static Option<string> Option(string option, string description, IEnumerable<string> names, string standard)
    {
        var made = new Option<string>(option) { Description = description, HelpName = Word, DefaultValueFactory = _ => standard };
        string[] known = [.. names];
        made.Validators.Add(result => Refuse(result, option, known));
        return made;
    }

    /// <summary>An option that takes names, and may be repeated.</summary>
    /// <param name="option">The option.</param>
    /// <param name="description">What it does.</param>
    /// <param name="names">The names.</param>
    /// <returns>The option.</returns>
    public static Option<string[]> Options(string option, string description, IEnumerable<string> names)
    {
        var made = new Option<string[]>(option) { Description = description, HelpName = Word, Arity = ArgumentArity.OneOrMore };
        string[] known = [.. names];
        made.Validators.Add(result => Refuse(result, option, known));
        return made;
    }

    /// <summary>Names, any number of them.</summary>
    /// <param name="description">What they do.</param>
    /// <param name="names">The names.</param>
    /// <returns>The argument.</returns>
    public static Argument<string[]> Arguments(string description, IEnumerable<string> names)
    {
        var made = new Argument<string[]>("names") { Description = description, HelpName = Word, Arity = ArgumentArity.ZeroOrMore };
        string[] known = [.. names];
        made.Validators.Add(result => Refuse(result, Word, known));
        return made;
    }

    private static void Refuse(SymbolResult result, string what, string[] known)
    {
        string[] unknown = [.. result.Tokens.Select(token => token.Value).Except(known)];
        if (unknown.Length > 0)
        {
            string words = string.Join(", ", unknown.Select(name => Spelling.Nearest(name, known) is { } meant ? $"'{name}' ({meant}?)" : $"'{name}'"));
            result.AddError($"{what}: unknown name {words}, want one of: {string.Join(", ", known)}.");
        }
    }
}
