using System.Security.Cryptography;
using LuoVerified.Check.Explained;
using LuoVerified.Core;
using LuoVerified.Pages;

namespace LuoVerified.Cli.Files;

/// <summary>The source files of checked code, as far as they are at hand.</summary>
internal static class SourceFiles
{
    private const int LinesAround = 4;
    private const int MaxBytes = 4_000_000;

    /// <summary>The lines around some places.</summary>
    /// <param name="folder">The folder that the names of files start from.</param>
    /// <param name="places">The places.</param>
    /// <returns>The lines, by file and in order; nothing of a file that is not there, cannot be read, or is too short.</returns>
    public static IReadOnlyList<SourceExcerpt> Excerpts(string folder, IEnumerable<ExplainedPlace> places) =>
    [
        .. places.Where(place => place.Line > 0)
            .GroupBy(place => place.File)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .SelectMany(group => Read(folder, group.Key, [.. group.Select(place => place.Line).Distinct().Order()])),
    ];

    private static IEnumerable<SourceExcerpt> Read(string folder, string file, int[] places)
    {
        string path = Path.Combine(folder, file);
        byte[] content;
        try
        {
            content = File.Exists(path) ? InputFile.Read(path, MaxBytes) : [];
        }
        catch (FileProblemException)
        {
            yield break;
        }

        string[] lines = System.Text.Encoding.UTF8.GetString(content).ReplaceLineEndings("\n").Split('\n');
        if (content.Length > MaxBytes || places[^1] > lines.Length || content.Length == 0)
        {
            yield break;
        }

        string hash = Convert.ToHexStringLower(SHA256.HashData(content));
        bool asBuilt = AppDomain.CurrentDomain.GetAssemblies().Any(assembly => SourceText.IsBuiltFrom(assembly, hash));
        for (int i = 0; i < places.Length;)
        {
            int first = Math.Max(1, places[i] - LinesAround);
            int last = first;
            for (; i < places.Length && places[i] - LinesAround <= last + 1; i++)
            {
                last = Math.Min(lines.Length, places[i] + LinesAround);
            }

            yield return new SourceExcerpt(file, first, lines[(first - 1)..last], asBuilt);
        }
    }
}
