namespace LuoVerified.Abi;
