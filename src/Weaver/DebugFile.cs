namespace LuoVerified.Weaver;

/// <summary>A file of debug information that gives itself no folder: the assembly notes the name of this file, and it
/// must be the same wherever it is built.</summary>
/// <param name="path">The file to write.</param>
internal sealed class DebugFile(string path) : FileStream(path, FileMode.Create, FileAccess.ReadWrite)
{
    private readonly string _name = "/_/" + Path.GetFileName(path);

    public override string Name => _name;
}
