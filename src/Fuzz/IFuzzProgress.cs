using LuoVerified.Impl;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Fuzz;

/// <summary>Shows how fuzzing gets on.</summary>
public interface IFuzzProgress
{
    /// <summary>A program is about to be judged.</summary>
    /// <param name="number">Its number, 1 and up.</param>
    /// <param name="program">The program.</param>
    /// <param name="design">The design.</param>
    void Judging(int number, Scenario program, Design design);

    /// <summary>A program that breaks a rule which was not broken before is about to be shrunk.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="design">The design.</param>
    void Shrinking(int number, string rule, Design design);

    /// <summary>A program was shrunk.</summary>
    /// <param name="finding">What is left of it.</param>
    void Found(FuzzFinding finding);
}
