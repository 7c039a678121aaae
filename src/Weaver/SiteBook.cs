using LuoVerified.Core.Watching;
using Mono.Cecil.Cil;

namespace LuoVerified.Weaver;

/// <summary>The sites of a module, in the order in which they are found.</summary>
/// <param name="root">What is cut off the names of source files.</param>
internal sealed class SiteBook(string root)
{
    private readonly List<SiteEntry> _sites = [];
    private readonly string _root = root.Length == 0 ? "" : root.Replace('\\', '/').TrimEnd('/') + "/";

    public IReadOnlyList<SiteEntry> Sites => _sites;

    /// <summary>Adds one.</summary>
    /// <param name="site">The site, without its place.</param>
    /// <param name="place">The place; null if it is not known.</param>
    /// <returns>Its number in the module.</returns>
    public int Add(SiteEntry site, SequencePoint? place)
    {
        _sites.Add(site with { File = place is null ? "" : File(place.Document.Url), Line = place?.StartLine ?? 0 });
        return _sites.Count - 1;
    }

    /// <summary>The place of each instruction: where the compiler hides it, that of the code before; for a method that
    /// it wrote itself, where its type begins.</summary>
    /// <param name="body">The code.</param>
    public static Dictionary<Instruction, SequencePoint> Places(MethodBody body)
    {
        Dictionary<Instruction, SequencePoint> places = [];
        IDictionary<Instruction, SequencePoint> points = body.Method.DebugInformation.GetSequencePointMapping();
        SequencePoint? at = points.Values.Where(point => !point.IsHidden).MinBy(point => point.Offset)
            ?? body.Method.DeclaringType.Methods.SelectMany(method => method.DebugInformation.SequencePoints)
                .Where(point => !point.IsHidden).MinBy(point => point.StartLine);
        foreach (Instruction instruction in body.Instructions)
        {
            at = points.TryGetValue(instruction, out SequencePoint? point) && !point.IsHidden ? point : at;
            if (at is not null)
            {
                places.Add(instruction, at);
            }
        }

        return places;
    }

    private string File(string url)
    {
        string file = url.Replace('\\', '/');
        return _root.Length > 0 && file.StartsWith(_root, StringComparison.OrdinalIgnoreCase)
            ? file[_root.Length..]
            : file[(file.LastIndexOf('/') + 1)..];
    }
}
