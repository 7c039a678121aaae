using LuoVerified.Impl;
using LuoVerified.Impl.HandOver;

namespace LuoVerified.Sessions.Designs;

/// <summary>What designs say of themselves, for people.</summary>
public static class DeclarationLines
{
    extension(Design design)
    {
        /// <summary>What the design says of itself that is not the default, a line each; the order of locks left out, and what is expected
        /// of one that is no change of another.</summary>
        /// <exception cref="UnusableDesignException">A scenario that it carries is none.</exception>
        public IEnumerable<string> Declarations
        {
            get
            {
                if (design.BasedOn is not null)
                {
                    string others = string.Join(", ", design.Expect.Select(each => $"{each.Key}: {each.Value}"));
                    yield return $"expected: what is found on {design.BasedOn}{(others.Length > 0 ? $", but for {others}" : "")}";
                }

                if (design.OwnScenarios is { Count: > 0 } scenarios)
                {
                    yield return $"scenarios of its own: {string.Join(", ", scenarios.Select(scenario => scenario.Name))}";
                }

                if (!design.Keeps.SequenceEqual([KeptLock.OfQuiesce]))
                {
                    yield return $"locks: {(design.Keeps.Count == 0 ? "no operation keeps one" : string.Join("; ", design.Keeps))}";
                }

                if (design.WaitsOnceFrozen.Count > 0)
                {
                    yield return $"waits for ever after a serialize: {string.Join(", ", design.WaitsOnceFrozen)}{(design.ClosesRetrievedOnceFrozen ? ", but not the close of what was retrieved" : "")}";
                }

                if (design.WaitsForOpener.Count > 0)
                {
                    yield return $"opens a device that has one opener at a time: {string.Join(", ", design.WaitsForOpener)}";
                }

                if (design.Lacks.Count > 0)
                {
                    yield return $"lacks: {string.Join(", ", design.Lacks)}";
                }

                if (design.HasFiles)
                {
                    yield return "sessions preserve files";
                }

                if (design.Capacity is { } capacity)
                {
                    yield return $"sessions at most: {capacity}, whatever a scenario says";
                }

                if (design.Format != HandOverFormat.DeviceTree)
                {
                    yield return $"format: {design.Format.Name}";
                }

                if (design.GivesUpAfterFailedDeserialize)
                {
                    yield return "a deserialize that fails leaves what it has made so far, and nobody can reach it";
                }

                if (design.HasOwnBlocks)
                {
                    yield return "preserved blocks that it calls its own are no leak";
                }

                if (design.Specification != Design.DefaultSpecification)
                {
                    yield return $"specification: {design.Specification}";
                }

                if (!design.IsProvedWhole)
                {
                    yield return "small programs are not run on it unless they are asked for";
                }
            }
        }
    }
}
