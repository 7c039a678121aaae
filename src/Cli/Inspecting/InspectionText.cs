using System.Globalization;
using LuoVerified.Abi.HandOvers;

namespace LuoVerified.Cli.Inspecting;

/// <summary>What <c>luo abi inspect</c> and <c>luo abi diff</c> say.</summary>
internal static class InspectionText
{
    /// <summary>How many bytes of a field are printed.</summary>
    private const int ShownBytes = 8;

    /// <summary>Fields deeper than this are printed at this depth.</summary>
    private const int DeepestIndent = 12;

    /// <summary>Prints the kind, a line for each field, a line for each fault, and how many faults there are.</summary>
    /// <param name="inspection">What was read.</param>
    /// <param name="bytes">Out of what.</param>
    /// <param name="output">Takes the text.</param>
    public static void Write(Inspection inspection, byte[] bytes, TextWriter output)
    {
        output.Write($"{inspection.Kind ?? "not a known format"}\n");
        foreach (AbiField field in inspection.Fields)
        {
            string indent = new(' ', 2 * (1 + Math.Min(field.Depth, DeepestIndent)));
            string value = field.Value.Length > 0 ? $"{field.Name} = {field.Value}" : field.Name;
            string meaning = field.Meaning.Length > 0 ? $"  ({field.Meaning})" : "";
            output.Write($"{indent}{field.Offset:x8}  {Hex(bytes, field),-18}  {value}{meaning}\n");
        }

        if (inspection.FieldsLeftOut > 0)
        {
            output.Write($"  {inspection.FieldsLeftOut} more fields are not shown\n");
        }

        foreach (AbiFault fault in inspection.Faults)
        {
            output.Write($"fault at byte {fault.Offset}: {fault.Message}\n");
        }

        long faults = inspection.Faults.Count + inspection.FaultsLeftOut;
        output.Write(inspection.FaultsLeftOut > 0 ? $"{faults} faults, {inspection.Faults.Count} of them shown\n"
            : faults == 0 ? "no fault\n"
            : $"{faults} fault{(faults == 1 ? "" : "s")}\n");
    }

    /// <summary>The same as JSON.</summary>
    /// <param name="inspection">What was read.</param>
    /// <param name="bytes">Out of what.</param>
    /// <returns>The text.</returns>
    public static string Json(Inspection inspection, byte[] bytes) => JsonText.Of(new
    {
        Format = "luo-abi-inspect 1",
        inspection.Kind,
        Compatible = inspection.Format,
        Fields = inspection.Fields.Select(field => new
        {
            field.Depth,
            field.Offset,
            field.Length,
            Bytes = Hex(bytes, field),
            field.Name,
            field.Value,
            field.Meaning,
        }),
        inspection.FieldsLeftOut,
        inspection.Faults,
        inspection.FaultsLeftOut,
    });

    /// <summary>Prints a line for each difference: <c>-</c> gone, <c>+</c> new, <c>~</c> changed.</summary>
    /// <param name="differences">The differences.</param>
    /// <param name="output">Takes the text.</param>
    public static void Write(IReadOnlyList<HandOverDifference> differences, TextWriter output)
    {
        foreach (HandOverDifference each in differences)
        {
            output.Write(each switch
            {
                { Before: null } => $"+ {each.Field}: {each.After}\n",
                { After: null } => $"- {each.Field}: {each.Before}\n",
                _ => $"~ {each.Field}: {each.Before} -> {each.After}\n",
            });
        }

        output.Write(differences.Count == 0 ? "no difference\n" : string.Create(CultureInfo.InvariantCulture, $"{differences.Count} differences\n"));
    }

    private static string Hex(byte[] bytes, AbiField field)
    {
        int shown = Math.Min(field.Length, ShownBytes);
        return Convert.ToHexStringLower(bytes.AsSpan((int)field.Offset, shown)) + (field.Length > shown ? ".." : "");
    }
}
