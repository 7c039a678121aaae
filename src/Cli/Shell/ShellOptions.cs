namespace LuoVerified.Cli.Shell;

/// <summary>How a shell behaves around its operations.</summary>
internal sealed record ShellOptions
{
    /// <summary>Whether each result follows its operation and an arrow. Default: it stands alone.</summary>
    public bool Echo { get; init; }

    /// <summary>Whether a person types: there is a prompt, a line that is not understood does not end the session, and
    /// <c>exit</c> and <c>quit</c> do. Default: a script.</summary>
    public bool Interactive { get; init; }
}
