using System.Reflection;

namespace LuoVerified.Sessions.Scenarios;

/// <summary>The scenarios that come with the program: the files in <c>src/Sessions/Scenarios/Catalogue</c>.</summary>
public static class Catalogue
{
    private const string Suffix = ".scenario";

    /// <summary>Every scenario, in the order of their file names.</summary>
    public static IReadOnlyList<Scenario> All { get; } = Load();

    /// <summary>Finds a scenario by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The scenario; null if none has the name.</returns>
    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);

    private static List<Scenario> Load()
    {
        Assembly assembly = typeof(Catalogue).Assembly;
        List<Scenario> scenarios = [];
        IEnumerable<string> resources =
            assembly.GetManifestResourceNames().Where(name => name.EndsWith(Suffix, StringComparison.Ordinal));
        foreach (string resource in resources.Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            scenarios.Add(ScenarioText.Parse(reader.ReadToEnd(), resource));
        }

        return scenarios;
    }
}
