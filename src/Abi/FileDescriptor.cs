using System.Globalization;

namespace LuoVerified.Abi;

/// <summary>The descriptor with which user space says which file is to be preserved, by what it stands for.</summary>
/// <remarks>The default value is a descriptor of file 0.</remarks>
public readonly record struct FileDescriptor
{
    private enum Kind
    {
        Open,
        Unhandled,
        Closed,
    }

    private Kind Stands { get; init; }

    /// <summary>It is not open: the kernel finds no file.</summary>
    public static FileDescriptor Closed { get; } = new() { Stands = Kind.Closed };

    /// <summary>It is open, and no handler takes its file.</summary>
    public static FileDescriptor Unhandled { get; } = new() { Stands = Kind.Unhandled };

    /// <summary>What <see cref="TryParse"/> reads, for messages.</summary>
    public static string Wanted => $"f and the number of a file, {Closed} or {Unhandled}";

    /// <summary>The file that it stands for, by a number; the same in every descriptor of this file. 0 unless there is a handler that
    /// takes it.</summary>
    public ulong File { get; private init; }

    /// <summary>Whether it is open (<c>fget</c> finds a file).</summary>
    public bool IsOpen => Stands != Kind.Closed;

    /// <summary>Whether it is open and a handler takes its file.</summary>
    public bool IsHandled => Stands == Kind.Open;

    /// <summary>A descriptor of a file that a handler takes.</summary>
    /// <param name="file">The number of the file.</param>
    /// <returns>The descriptor.</returns>
    public static FileDescriptor Of(ulong file) => new() { File = file };

    /// <summary>Reads one as it is written.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="descriptor">The descriptor; one of file 0 if the text is none.</param>
    /// <returns>Whether it is <c>f</c> with the number of a file, <c>closed</c> or <c>unhandled</c>.</returns>
    public static bool TryParse(string text, out FileDescriptor descriptor)
    {
        ulong file = 0;
        bool isFile = text.StartsWith('f') && ulong.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out file);
        descriptor = text == $"{Closed}" ? Closed : text == $"{Unhandled}" ? Unhandled : Of(file);
        return isFile || descriptor != Of(0);
    }

    /// <summary>The one that is meant beside a token.</summary>
    /// <param name="named">The one that is named; null if none is.</param>
    /// <param name="token">The token.</param>
    /// <returns>That; else a descriptor of the file with the number of the token.</returns>
    public static FileDescriptor Meant(FileDescriptor? named, ulong token) => named ?? Of(token);

    /// <summary>How it is named beside a token: the inverse of <see cref="Meant"/>.</summary>
    /// <param name="token">The token.</param>
    /// <returns>Null if it is the one that is meant if none is named; else it.</returns>
    public FileDescriptor? Beside(ulong token) => this == Of(token) ? null : this;

    /// <summary>What is said of it beside the token that the file is preserved under: nothing if it is the one that is meant if none is
    /// named.</summary>
    /// <param name="token">The token.</param>
    /// <param name="between">What stands between the two.</param>
    /// <returns>Empty for the file with the number of the token; else the descriptor.</returns>
    public string After(ulong token, string between = " ") => Beside(token) is { } named ? $"{between}{named}" : "";

    /// <inheritdoc/>
    public override string ToString() => Stands switch
    {
        Kind.Closed => "closed",
        Kind.Unhandled => "unhandled",
        _ => string.Create(CultureInfo.InvariantCulture, $"f{File}"),
    };
}
