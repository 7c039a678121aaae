namespace LuoVerified.Cli.Files;

/// <summary>A file to write.</summary>
/// <param name="Path">Where.</param>
/// <param name="Content">What it shall hold.</param>
internal sealed record OutputFile(string Path, ReadOnlyMemory<byte> Content);
