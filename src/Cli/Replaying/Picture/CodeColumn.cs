using System.Globalization;
using LuoVerified.Check.Explained;

namespace LuoVerified.Cli.Replaying.Picture;

/// <summary>The column at the end: file and line of each step that has a row of its own.</summary>
internal sealed class CodeColumn
{
    private readonly ExplainedTrace _trace;
    private readonly Dictionary<string, string> _names = [];

    /// <summary>Names the files.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="rows">The rows that are shown.</param>
    /// <param name="isKeyed">Whether each file has a short one, which is explained elsewhere; else it has its name.</param>
    public CodeColumn(ExplainedTrace trace, IReadOnlyList<PictureRow> rows, bool isKeyed)
    {
        (_trace, IsKeyed) = (trace, isKeyed);
        foreach (string file in rows.Select(PlaceOf).OfType<ExplainedPlace>().Select(place => place.File))
        {
            _names.TryAdd(file, isKeyed ? Key(_names.Count) : Path.GetFileName(file));
        }
    }

    /// <summary>Whether each file has a short name.</summary>
    public bool IsKeyed { get; }

    /// <summary>What the column calls each file, by its path.</summary>
    public IReadOnlyDictionary<string, string> Names => _names;

    /// <summary>The place of a row.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Such as <c>Sessions.cs:12</c>; empty for several steps, and for code that is not known.</returns>
    public string Of(PictureRow row) =>
        PlaceOf(row) is { } place ? string.Create(CultureInfo.InvariantCulture, $"{_names[place.File]}:{place.Line}") : "";

    /// <summary>Not a letter: sessions are called a and b.</summary>
    private static string Key(int at) => string.Create(CultureInfo.InvariantCulture, $"f{at + 1}");

    private ExplainedPlace? PlaceOf(PictureRow row) =>
        row.From == row.To && _trace.Steps[row.From - 1].Place is { Line: > 0 } place ? place : null;
}
