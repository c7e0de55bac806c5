export { addAmount, addList, amountOf, maxList, maxOf, readList, setAmount, type Totals } from '../../core/resource-lists.ts';
