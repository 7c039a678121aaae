namespace SctBench;

/// <summary>A deposit, a withdrawal, and a check of the balance, all under one lock. The bug: the check expects the deposit to be
/// taken from the balance. It looks only if both are done before it.</summary>
public class Account
{
    private const int Initial = 1, Deposit = 2, Withdrawal = 4;

    private readonly object _gate = new();
    private int _balance = Initial;
    private bool _deposited, _withdrawn;

    public void Run(string thread)
    {
        lock (_gate)
        {
            switch (thread)
            {
                case "deposit":
                    _balance += Deposit;
                    _deposited = true;
                    break;
                case "withdraw":
                    _balance -= Withdrawal;
                    _withdrawn = true;
                    break;
                default:
                    Bug.Unless(!_deposited || !_withdrawn || _balance == Initial - Deposit - Withdrawal, "balance");
                    break;
            }
        }
    }
}
