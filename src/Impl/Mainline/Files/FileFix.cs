namespace LuoVerified.Impl.Mainline.Files;

/// <summary>What the designs have in common that are Linux 7.2 without one of the fixes that files in sessions got.</summary>
internal static class FileFix
{
    /// <summary>Such a design.</summary>
    /// <param name="suffix">What its name ends with.</param>
    /// <param name="what">What it is, after the name of the whole.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="found">What must be found, by the name of the scenario; in the others what must be found on the whole.</param>
    /// <returns>The design.</returns>
    public static Design Without(string suffix, string what, MainlineParts parts, params (string Scenario, string Rules)[] found) =>
        MainlineDesign.Make(suffix, $"{MainlineDesign.As72.Name} {what}", parts) with
        {
            IsProvedWhole = false,
            BasedOn = MainlineDesign.As72.Name,
            Expect = found.ToDictionary(each => each.Scenario, each => each.Rules),
        };
}
