using LuoVerified.Check;
using LuoVerified.Check.Races;
using LuoVerified.Impl;
using LuoVerified.Impl.HandOver;
using LuoVerified.Sessions.Scenarios;
using LuoVerified.Spec;
using LuoVerified.Spec.Operations;

namespace LuoVerified.Sessions.Designs;

/// <summary>What designs say of themselves, in terms of the specification.</summary>
public static class DesignFacts
{
    extension(Design design)
    {
        /// <summary>The specification that the design is held to.</summary>
        /// <exception cref="UnusableDesignException">It names none, or an operation that does not exist.</exception>
        public SpecVariant Meaning
        {
            get
            {
                SpecVariant variant = SpecVariant.All.FirstOrDefault(each => each.Name == design.Specification)
                    ?? throw new UnusableDesignException(design.Name, $"there is no specification '{design.Specification}'");
                return design.WaitsOnceFrozen.Count == 0
                    ? variant
                    : variant with
                    {
                        WaitOnceFrozen = [.. design.WaitsOnceFrozen.Select(word => OperationOf(design, word))],
                        ClosesRetrievedOnceFrozen = design.ClosesRetrievedOnceFrozen,
                    };
            }
        }

        /// <summary>The operations that the design has, in the order of reports.</summary>
        /// <exception cref="UnusableDesignException">It is said to lack one that does not exist.</exception>
        public IReadOnlyList<SessionOperation> Operations
        {
            get
            {
                return design.Lacks.FirstOrDefault(word => !Operation.IsWord(word)) is { } unknown
                    ? throw new UnusableDesignException(design.Name, $"there is no operation '{unknown}'")
                    : [
                        .. SessionOperation.All.Where(operation =>
                            !design.Lacks.Contains(operation.Word) && (design.HasFiles || !operation.IsOnFiles)),
                    ];
            }
        }

        /// <summary>Whether the design has a step of the machine.</summary>
        /// <param name="step">The step.</param>
        /// <returns>False if it says that it lacks it.</returns>
        public bool Has(MachineStep step) => !design.Lacks.Contains(Words.Of(step));

        /// <summary>How a set-up can corrupt what the design hands over; the table of files only if its format has one.</summary>
        /// <param name="files">How many files are handed over at most.</param>
        /// <returns>The ways, in order; none if what is handed over is trusted, or no kernel is left without a serialize.</returns>
        public IReadOnlyList<Corruption> Corruptions(int files) => !design.Has(MachineStep.Corrupt) || !design.Has(MachineStep.Reboot) ? []
            : [.. Scenarios.Corruptions.With(design.HasFiles && design.Format == HandOverFormat.DeviceTree ? files : 0)];

        /// <summary>Why a scenario cannot be performed on the design; null if nothing that the design says of itself rules it
        /// out.</summary>
        /// <param name="scenario">The scenario.</param>
        /// <returns>The reason in a few words.</returns>
        public string? WhyInapplicable(Scenario scenario)
        {
            IEnumerable<string> used = scenario.Phases.SelectMany(phase => phase).Prepend(scenario.Setup).SelectMany(operations => operations)
                .Select(operation => operation.Service?.Word ?? Words.Of(operation.Machine));
            string[] lacking =
            [
                .. used.Distinct().Where(word => design.Lacks.Contains(word)
                    || (!design.HasFiles && SessionOperation.Find(word) is { IsOnFiles: true })),
            ];
            return lacking.Length == 0 ? null : $"lacks {string.Join(", ", lacking)}";
        }

        /// <summary>What must be found: what the scenario says, or else the design; pass if neither does.</summary>
        /// <param name="scenario">The scenario.</param>
        /// <returns>The expectation.</returns>
        /// <exception cref="UnusableDesignException">The design says it in a form that a scenario would not take.</exception>
        public Expectation ExpectationOf(Scenario scenario)
        {
            if (scenario.Expectations.TryGetValue(design.Name, out Expectation? stated))
            {
                return stated;
            }

            if (!design.Expect.TryGetValue(scenario.Name, out string? text))
            {
                return design.BasedOn is { } other ? scenario.Expectations.GetValueOrDefault(other, Expectation.Pass) : Expectation.Pass;
            }

            return Expectation.TryParse(text, out Expectation expected, out string error)
                ? expected
                : throw new UnusableDesignException(design.Name, $"of {scenario.Name} it expects what is none: {error}");
        }

        /// <summary>The data races that must be found: those that the scenario states for the design, or else for the one that it is
        /// based on.</summary>
        /// <param name="scenario">The scenario.</param>
        /// <returns>The races; none if it states none.</returns>
        public IReadOnlyList<Race> ExpectedRaces(Scenario scenario) => Stated(design, scenario.Races);

        /// <summary>The answers that some schedule must show: those that the scenario states for the design, or else for the one that it is
        /// based on.</summary>
        /// <param name="scenario">The scenario.</param>
        /// <returns>The answers; none if it states none.</returns>
        public IReadOnlyList<ExpectedAnswers> ExpectedAnswers(Scenario scenario) => Stated(design, scenario.Answers);
    }

    private static IReadOnlyList<T> Stated<T>(Design design, IReadOnlyDictionary<string, IReadOnlyList<T>> by) =>
        by.TryGetValue(design.Name, out IReadOnlyList<T>? stated) ? stated
        : design.BasedOn is { } other ? by.GetValueOrDefault(other, [])
        : [];

    private static SessionOperation OperationOf(Design design, string word) =>
        SessionOperation.Find(word) ?? throw new UnusableDesignException(design.Name, $"there is no operation '{word}'");
}
