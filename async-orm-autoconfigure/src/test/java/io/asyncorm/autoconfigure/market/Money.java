package io.asyncorm.autoconfigure.market;

record Money(long cents) {

}
