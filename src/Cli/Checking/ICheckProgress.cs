using LuoVerified.Impl;
using LuoVerified.Sessions.Reports;
using LuoVerified.Sessions.Scenarios;

namespace LuoVerified.Cli.Checking;

/// <summary>Shows how a check gets on.</summary>
internal interface ICheckProgress
{
    /// <summary>A pair begins.</summary>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="total">How many there are.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="design">The design.</param>
    void Began(int number, int total, Scenario scenario, Design design);

    /// <summary>Called after each schedule; must be cheap.</summary>
    /// <param name="schedules">How many the pair has run so far.</param>
    void Ran(long schedules);

    /// <summary>A pair has ended.</summary>
    /// <param name="result">What came of it.</param>
    void Ended(CheckResult result);

    /// <summary>All pairs have ended; the traces of one are about to be shrunk.</summary>
    /// <param name="result">What came of it.</param>
    void Shrinking(CheckResult result);

    /// <summary>A pair has no result.</summary>
    /// <param name="why">In a word.</param>
    void Failed(string why);
}
