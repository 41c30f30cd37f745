// The query language of IoT Hub ("IoT Hub query language for device and module twins, jobs, and
// message routing"), with ORDER BY and DISTINCT beside what IoT Hub has.
grammar IotQuery;

options {
  caseInsensitive = true;
}

query
  : SELECT DISTINCT? (TOP INTEGER)? selection
    FROM collection
    (WHERE where=expression)?
    (GROUP BY groups+=expression (',' groups+=expression)*)?
    (ORDER BY order (',' order)*)?
    EOF
  ;

condition
  : expression EOF
  ;

property
  : path EOF
  ;

selection
  : '*'
  | item (',' item)*
  ;

item
  : expression (AS (name | BRACKETED | STRING))?
  ;

order
  : expression (ASC | DESC)?
  ;

collection
  : name ('.' name)*
  ;

expression
  : conjunction (OR conjunction)*
  ;

conjunction
  : negation (AND negation)*
  ;

negation
  : NOT negation
  | comparison
  ;

comparison
  : sum (operator=('=' | '!=' | '<>' | '<' | '<=' | '>' | '>=') sum | (NOT? IN | NIN) list)?
  ;

list
  : '(' expression (',' expression)* ')'
  | sum
  ;

sum
  : product (operators+=('+' | '-') product)*
  ;

product
  : factor (operators+=('*' | '/' | '%') factor)*
  ;

factor
  : ('+' | minus='-') factor
  | constant
  | call
  | path
  | '(' expression ')'
  ;

constant
  : INTEGER
  | DECIMAL
  | HEXADECIMAL
  | STRING
  | TRUE
  | FALSE
  | NULL
  | UNDEFINED
  | '[' (constant (',' constant)*)? ']'
  | '-' (INTEGER | DECIMAL)
  ;

call
  : NAME '(' (star='*' | expression (',' expression)*)? ')'
  ;

path
  : (NAME | BRACKETED) step*
  ;

step
  : '.' (name | BRACKETED | INTEGER)
  | BRACKETED
  | '[' (STRING | INTEGER) ']'
  ;

// After a point every word is a name.
name
  : NAME | SELECT | DISTINCT | TOP | FROM | WHERE | GROUP | ORDER | BY | AS | ASC | DESC
  | AND | OR | NOT | IN | NIN | TRUE | FALSE | NULL | UNDEFINED
  ;

SELECT    : 'SELECT';
DISTINCT  : 'DISTINCT';
TOP       : 'TOP';
FROM      : 'FROM';
WHERE     : 'WHERE';
GROUP     : 'GROUP';
ORDER     : 'ORDER';
BY        : 'BY';
AS        : 'AS';
ASC       : 'ASC';
DESC      : 'DESC';
AND       : 'AND';
OR        : 'OR';
NOT       : 'NOT';
IN        : 'IN';
NIN       : 'NIN';
TRUE      : 'TRUE';
FALSE     : 'FALSE';
NULL      : 'NULL';
UNDEFINED : 'UNDEFINED';

INTEGER     : [0-9]+;
DECIMAL     : [0-9]+ ('.' [0-9]+)? ('E' [+-]? [0-9]+)? ;
HEXADECIMAL : '0X' [0-9A-F]+;
NAME        : [0-9]* [\p{L}_$] [\p{L}\p{N}_$]*;
BRACKETED   : '[[' ~[\]]+ ']]';
STRING      : '\'' ('\\' . | '\'\'' | ~['\\])* '\'' | '"' ('\\' . | '""' | ~["\\])* '"';
SPACE       : [ \t\r\n]+ -> skip;
OTHER       : .;
