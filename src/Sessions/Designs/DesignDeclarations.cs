using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Designs;

/// <summary>Whether what a design says of itself can be, looked at before anything runs. Whether it is so the runs show.</summary>
public static class DesignDeclarations
{
    extension(Design design)
    {
        /// <summary>Refuses a design that says of itself what cannot be.</summary>
        /// <param name="designs">The names of the designs that there are.</param>
        /// <exception cref="UnusableDesignException">Checked in this order: its summary is no line of text; it names a specification, an
        /// operation or a design that does not exist; a scenario that it carries is none, has the name of another or of one of the catalogue,
        /// or names a design that does not exist; what it expects is no expectation, or of a scenario that does not exist; a class of
        /// locks is no name, or has two places in the order; it tracks less than one session.</exception>
        public void RequireSound(IReadOnlyCollection<string> designs)
        {
            if (design.Summary.Any(char.IsControl))
            {
                throw Unusable("its summary has a control character or more than one line");
            }

            // Each refuses what does not exist.
            _ = (design.Meaning, design.Operations);
            IEnumerable<string> words =
                [.. design.Keeps.Select(each => each.Operation), .. design.Keeps.Select(each => each.Until).OfType<string>(), .. design.WaitsForOpener];
            if (words.FirstOrDefault(word => SessionOperation.Find(word) is null) is { } operation)
            {
                throw Unusable($"there is no operation '{operation}'");
            }

            if (design.BasedOn is { } other && !designs.Contains(other))
            {
                throw Unusable($"there is no design '{other}' that it could be based on");
            }

            Dictionary<string, Scenario> own = [];
            foreach (Scenario scenario in design.OwnScenarios)
            {
                if (!own.TryAdd(scenario.Name, scenario))
                {
                    throw Unusable($"it carries two scenarios of the name {scenario.Name}");
                }

                if (Catalogue.Find(scenario.Name) is not null)
                {
                    throw Unusable($"it carries a scenario of the name {scenario.Name}, which is one of the catalogue");
                }

                if (scenario.UnknownDesign(designs) is { } unknown)
                {
                    throw Unusable($"its scenario {scenario.Name}: there is no design '{unknown}' to expect anything of");
                }
            }

            foreach (string name in design.Expect.Keys.Order(StringComparer.Ordinal))
            {
                _ = design.ExpectationOf(
                    Catalogue.Find(name) ?? own.GetValueOrDefault(name) ?? throw Unusable($"there is no scenario '{name}' to expect anything of"));
            }

            if (design.LockHierarchy.Concat(design.Keeps.Select(each => each.Lock).OfType<string>()).FirstOrDefault(IsNoName) is { } noName)
            {
                throw Unusable($"'{noName}' is no name of a class of locks");
            }

            if (design.LockHierarchy.CountBy(each => each).FirstOrDefault(each => each.Value > 1).Key is { } twice)
            {
                throw Unusable($"the order of its locks has {twice} twice");
            }

            if (design.Capacity is < 1)
            {
                throw Unusable($"it tracks {design.Capacity} sessions, and must track 1 at least");
            }

            UnusableDesignException Unusable(string reason) => new(design.Name, reason);
        }
    }

    private static bool IsNoName(string text) => text.Length == 0 || text.Any(char.IsControl);
}
